"""Every SQL statement that reads parts of a generation; values are always parameters.

``:generation`` is in all of them. A list is given as a JSON array, which ``json_each`` takes apart
(https://sqlite.org/json1.html); it cuts a text at a NUL, which ids, kinds and relations never hold.
A flag is 0 or 1; SQLite decides a constant condition before it reads a row.
"""

from __future__ import annotations

KINDS = "SELECT kind, COUNT(*) FROM nodes WHERE generation = :generation GROUP BY kind"
RELATIONS_COUNTED = (
    "SELECT name, COUNT(*) FROM relations CROSS JOIN edges ON edges.relation = relations.row"
    " WHERE generation = :generation GROUP BY relations.row"
)
FILES_COUNTED = "SELECT COUNT(*) FROM files WHERE generation = :generation"

_OF_KINDS = "(:any_kind OR kind IN (SELECT value FROM json_each(:kinds)))"
_OF_RELATIONS = (
    "(:any_relation OR relation IN (SELECT row FROM relations WHERE generation = :generation"
    " AND name IN (SELECT value FROM json_each(:relations))))"
)

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
    "SELECT edges.row, a.id, named.name, b.id, qualifiers, readers FROM json_each(:keys) AS key"
    " CROSS JOIN nodes AS a"
    " ON a.generation = :generation AND a.id = json_extract(key.value, '$[0]')"
    " CROSS JOIN relations AS named ON named.generation = :generation"
    " AND named.name = json_extract(key.value, '$[1]')"
    " CROSS JOIN nodes AS b"
    " ON b.generation = :generation AND b.id = json_extract(key.value, '$[2]')"
    " CROSS JOIN edges ON source = a.row AND relation = named.row AND target = b.row"
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

ROWS_OF = (
    "SELECT id, row FROM nodes"
    " WHERE generation = :generation AND id IN (SELECT value FROM json_each(:ids))"
)

# From here on nodes are given as rows, which belong to one generation each.
IDS_OF = "SELECT row, id FROM nodes WHERE row IN (SELECT value FROM json_each(:rows))"
DEGREES = (
    "SELECT nodes.id, (SELECT COUNT(*) FROM edges WHERE source = nodes.row)"
    " + (SELECT COUNT(*) FROM edges WHERE target = nodes.row)"
    " FROM json_each(:rows) AS here CROSS JOIN nodes ON nodes.row = here.value"
)

RELATIVES_COUNTED = (
    f"SELECT (SELECT COUNT(*) FROM edges WHERE :out AND source = :row AND {_OF_RELATIONS})"  # noqa: S608
    f" + (SELECT COUNT(*) FROM edges WHERE :into AND target = :row AND {_OF_RELATIONS})"
)
RELATIVES = (
    "SELECT named.name, side, nodes.id FROM ("  # noqa: S608
    "SELECT relation, 0 AS side, target AS other FROM edges"
    f" WHERE :out AND source = :row AND {_OF_RELATIONS}"
    " UNION ALL SELECT relation, 1, source FROM edges"
    f" WHERE :into AND target = :row AND {_OF_RELATIONS}"
    ") LEFT JOIN relations AS named ON named.row = relation"
    " CROSS JOIN nodes ON nodes.row = other"
    " ORDER BY named.name IN (SELECT value FROM json_each(:structural)), named.name, side, folded,"
    " nodes.id LIMIT :limit OFFSET :offset"
)

_STEPS_OUT = (
    "SELECT source AS here, target AS there FROM json_each(:layer) AS layer"  # noqa: S608
    f" CROSS JOIN edges ON source = layer.value WHERE :out AND {_OF_RELATIONS}"
)
_STEPS_INTO = (
    "SELECT target AS here, source AS there FROM json_each(:layer) AS layer"  # noqa: S608
    f" CROSS JOIN edges ON target = layer.value WHERE :into AND {_OF_RELATIONS}"
)
STEPS = f"{_STEPS_OUT} UNION ALL {_STEPS_INTO}"
STEPS_TO_KINDS = (
    f"SELECT here, there FROM ({STEPS}) CROSS JOIN nodes ON nodes.row = there"  # noqa: S608
    " WHERE kind IN (SELECT value FROM json_each(:kinds))"
    " OR there IN (SELECT value FROM json_each(:ends))"
)
BEYOND = (
    f"SELECT row, id, kind, name FROM nodes WHERE row IN (SELECT there FROM ({STEPS}))"  # noqa: S608
    " AND row NOT IN (SELECT value FROM json_each(:known))"
    f" AND {_OF_KINDS} ORDER BY id LIMIT :limit"
)
# The plus keeps SQLite from looking each pair of nodes up.
EDGES_AMONG = (
    "SELECT source, named.name, target FROM json_each(:rows) AS here"  # noqa: S608
    " CROSS JOIN edges ON source = here.value LEFT JOIN relations AS named ON named.row = relation"
    f" WHERE +target IN (SELECT value FROM json_each(:rows)) AND {_OF_RELATIONS}"
)
