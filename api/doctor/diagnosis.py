"""All checks together, as a value, as a text and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from pydantic import SecretStr

from api.doctor import folder, language_model, machine, models, stores
from api.doctor.finding import Finding, Level
from api.settings import Settings

MASK = "********"
_USER_INFO = re.compile(r"(?<=://)[^/@]*(?=@)")
"""What may stand before the host of an address, such as a password."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that was found."""

    settings: dict[str, str]
    """Name of the environment variable to the value in use; secrets are masked."""
    findings: tuple[Finding, ...]

    @property
    def has_problem(self) -> bool:
        """Whether anything keeps the program from working."""
        return any(finding.level is Level.PROBLEM for finding in self.findings)


def examine(settings: Settings) -> Diagnosis:
    """Run all checks; nothing is changed, and what fails in one does not keep the others back."""
    stored = stores.store(settings)
    chosen, embedder = models.model(settings)
    findings = [
        machine.python(),
        machine.packages(),
        machine.sqlite(),
        folder.data_folder(settings),
        machine.disk(settings),
        *stores.neo4j(settings),
        *stored.findings,
        *models.server_indexes(settings),
        chosen,
    ]
    if stored.snapshot is not None and embedder is not None:
        findings.append(models.index(settings, stored.snapshot, embedder))
    findings.append(language_model.language_model(settings))
    if stored.kept or not stored.generations:
        findings.append(folder.leftovers(settings, stored.generations, stored.kept))
    findings.append(machine.port(settings))
    return Diagnosis(_shown(settings), tuple(findings))


def as_json(diagnosis: Diagnosis) -> str:
    """Return the diagnosis as JSON."""
    values = {
        "problem": diagnosis.has_problem,
        "settings": diagnosis.settings,
        "findings": [asdict(finding) for finding in diagnosis.findings],
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def as_text(diagnosis: Diagnosis) -> str:
    """Return one line for each finding, below the settings."""
    width = max(len(finding.check) for finding in diagnosis.findings)
    settings = [f"{name}={value}" for name, value in diagnosis.settings.items()]
    lines = [
        f"{finding.level:<7}  {finding.check:<{width}}  {finding.says}"
        + (f" → {finding.remedy}" if finding.remedy else "")
        for finding in diagnosis.findings
    ]
    return "\n".join([*settings, "", *lines])


def _shown(settings: Settings) -> dict[str, str]:
    """Return every setting by the name of its variable."""
    return {name.upper(): _mask(getattr(settings, name)) for name in type(settings).model_fields}


def _mask(value: object) -> str:
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    return _USER_INFO.sub(MASK, str(value))
