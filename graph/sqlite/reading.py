"""Every SQL statement that reads parts of a generation; values are always parameters.

``:generation`` is in all of them. A list is given as a JSON array, which ``json_each`` takes apart
(https://sqlite.org/json1.html); it cuts a text at a NUL, which ids, kinds and relations never hold.
A flag is 0 or 1; SQLite decides a constant condition before it reads a row.
"""

from __future__ import annotations

KINDS = "SELECT kind, COUNT(*) FROM nodes WHERE generation = :generation GROUP BY kind"
RELATIONS_COUNTED = (
    "SELECT relation, COUNT(*) FROM edges WHERE generation = :generation GROUP BY relation"
)
FILES_COUNTED = "SELECT COUNT(*) FROM files WHERE generation = :generation"

_OF_KINDS = "(:any_kind OR kind IN (SELECT value FROM json_each(:kinds)))"
_OF_RELATIONS = "(:any_relation OR relation IN (SELECT value FROM json_each(:relations)))"

# Both are answered by the index nodes_by_name alone.
LIST_COUNTED = f"SELECT COUNT(*) FROM nodes WHERE generation = :generation AND {_OF_KINDS}"  # noqa: S608
LIST = (
    f"SELECT id FROM nodes WHERE generation = :generation AND {_OF_KINDS}"  # noqa: S608
    " ORDER BY folded, id LIMIT :limit OFFSET :offset"
)
SEARCH_COUNTED = (
    f"SELECT COUNT(*) FROM nodes WHERE generation = :generation AND {_OF_KINDS}"  # noqa: S608
    " AND instr(wordings, :text)"
)
SEARCH = (
    f"SELECT id FROM nodes WHERE generation = :generation AND {_OF_KINDS}"  # noqa: S608
    " AND instr(wordings, :text) ORDER BY CASE WHEN instr(wordings, :whole) THEN 0"
    " WHEN instr(wordings, :start) THEN 1 ELSE 2 END, folded, id LIMIT :limit OFFSET :offset"
)

NODES_OF = (
    "SELECT row, id, kind, name, aliases, text FROM nodes"
    " WHERE generation = :generation AND id IN (SELECT value FROM json_each(:ids))"
)
EVIDENCE_OF_NODES = (
    "SELECT node, path, line_start, line_end, text, heading_path FROM evidence"
    " WHERE node IN (SELECT value FROM json_each(:rows)) ORDER BY node, position"
)
EDGES_OF = (
    "SELECT row, source, relation, target, qualifiers, readers FROM json_each(:keys) AS key"
    " CROSS JOIN edges ON generation = :generation AND source = json_extract(key.value, '$[0]')"
    " AND relation = json_extract(key.value, '$[1]') AND target = json_extract(key.value, '$[2]')"
)
EVIDENCE_OF_EDGES = (
    "SELECT edge, path, line_start, line_end, text, heading_path FROM evidence"
    " WHERE edge IN (SELECT value FROM json_each(:rows)) ORDER BY edge, position"
)
RELATIONS_OF = (
    "SELECT name, label, inverse FROM relations"
    " WHERE generation = :generation AND name IN (SELECT value FROM json_each(:names))"
)
FILE = "SELECT path, title, sha256, text FROM files WHERE generation = :generation AND path = :path"

# CROSS JOIN keeps SQLite from reading the nodes of the kind first.
DEGREES = (
    "SELECT nodes.id,"
    " (SELECT COUNT(*) FROM edges CROSS JOIN nodes AS other ON other.generation = :generation"
    " AND other.id = edges.target WHERE edges.generation = :generation"
    " AND edges.source = nodes.id AND other.kind <> :passage)"
    " + (SELECT COUNT(*) FROM edges CROSS JOIN nodes AS other ON other.generation = :generation"
    " AND other.id = edges.source WHERE edges.generation = :generation"
    " AND edges.target = nodes.id AND other.kind <> :passage)"
    " FROM json_each(:ids) AS here CROSS JOIN nodes ON nodes.generation = :generation"
    " AND nodes.id = here.value WHERE nodes.kind <> :passage"
)

_ENDS_HERE = "(:any_relation OR relation = :relation)"
RELATIVES_COUNTED = (
    "SELECT (SELECT COUNT(*) FROM edges WHERE :out AND generation = :generation"  # noqa: S608
    f" AND source = :id AND {_ENDS_HERE})"
    " + (SELECT COUNT(*) FROM edges WHERE :into AND generation = :generation"
    f" AND target = :id AND {_ENDS_HERE})"
)
RELATIVES = (
    "SELECT source, relation, target, side FROM ("  # noqa: S608
    "SELECT source, relation, target, 0 AS side, target AS other FROM edges"
    f" WHERE :out AND generation = :generation AND source = :id AND {_ENDS_HERE}"
    " UNION ALL SELECT source, relation, target, 1, source FROM edges"
    f" WHERE :into AND generation = :generation AND target = :id AND {_ENDS_HERE}"
    ") CROSS JOIN nodes ON nodes.generation = :generation AND nodes.id = other"
    " ORDER BY relation IN (SELECT value FROM json_each(:structural)), relation, side, folded,"
    " other LIMIT :limit OFFSET :offset"
)

_STEPS_OUT = (
    "SELECT source AS here, target AS there FROM json_each(:layer) AS layer"  # noqa: S608
    " CROSS JOIN edges ON generation = :generation AND source = layer.value"
    f" WHERE :out AND {_OF_RELATIONS}"
)
_STEPS_INTO = (
    "SELECT target AS here, source AS there FROM json_each(:layer) AS layer"  # noqa: S608
    " CROSS JOIN edges ON generation = :generation AND target = layer.value"
    f" WHERE :into AND {_OF_RELATIONS}"
)
STEPS = f"{_STEPS_OUT} UNION ALL {_STEPS_INTO}"
STEPS_TO_KINDS = (
    f"SELECT here, there FROM ({STEPS}) CROSS JOIN nodes"  # noqa: S608
    " ON nodes.generation = :generation AND nodes.id = there"
    " WHERE kind IN (SELECT value FROM json_each(:kinds))"
    " OR there IN (SELECT value FROM json_each(:ends))"
)
BEYOND = (
    "SELECT id, kind, name FROM nodes WHERE generation = :generation"  # noqa: S608
    f" AND id IN (SELECT there FROM ({STEPS}))"
    " AND id NOT IN (SELECT value FROM json_each(:known))"
    f" AND {_OF_KINDS} ORDER BY id LIMIT :limit"
)
# The plus keeps SQLite from looking each pair of nodes up.
EDGES_AMONG = (
    "SELECT source, relation, target FROM json_each(:ids) AS here"  # noqa: S608
    " CROSS JOIN edges ON generation = :generation AND source = here.value"
    " WHERE +target IN (SELECT value FROM json_each(:ids))"
    f" AND {_OF_RELATIONS} ORDER BY source, relation, target"
)
