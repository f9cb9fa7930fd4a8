// Mends what the framework leaves unsaid to assistive technology, and returns the focus to the
// question box after an answer.

const ROLES = { user: "Your question", bot: "Answer" };

let wasBusy = false;

export function mendAccess() {
  document.documentElement.lang ||= "en";
  for (const [role, label] of Object.entries(ROLES)) {
    // The framework puts the message's source there, tags and all.
    for (const message of document.querySelectorAll(`[data-testid="${role}"][aria-label]`)) {
      if (message.getAttribute("aria-label") === label) continue;
      message.setAttribute("role", "group");
      message.setAttribute("aria-label", label);
    }
  }
  for (const button of document.querySelectorAll("button:not([aria-label])")) {
    const name = button.textContent.trim() || button.title;
    if (!name) button.setAttribute("aria-label", "Action");
  }
  document.getElementById("notice")?.setAttribute("aria-live", "assertive");
  returnFocus();
}

function returnFocus() {
  const box = document.querySelector("#question textarea");
  if (!box) return;
  if (wasBusy && !box.disabled && document.activeElement === document.body) box.focus();
  wasBusy = box.disabled;
}
