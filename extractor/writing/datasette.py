"""What Datasette needs to know of a database of ours: labels, units, descriptions, and two questions with a form."""

from __future__ import annotations

from typing import Any

#: The index knows any three characters in a row; a word of one or two is looked for in the text itself, which takes
#: 0.3 s in 20,000 pages of a thousand characters.
_FIND = """\
WITH found AS (
  SELECT * FROM documents WHERE length(:word) > 2
    AND id IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH '"' || replace(:word, '"', '""') || '"')
  UNION ALL
  SELECT * FROM documents WHERE length(:word) BETWEEN 1 AND 2 AND (instr(text, :word) OR instr(title, :word))
)
SELECT id, title, doc,
  replace(substr(text, max(1, instr(text, :word) - 24), 48 + length(:word)), char(10), '') AS around
FROM found LIMIT 500"""

_FIGURES = """\
SELECT id, text, bound, value, unit, subject, attribute, time_text, according_to, document, context
FROM figures
WHERE instr(context, :word)
ORDER BY document_id, id
LIMIT 1000"""


def datasette_metadata(database: str) -> dict[str, Any]:
    """Metadata for `datasette facts.db --metadata metadata.json`; `database` is `facts` there."""
    return {"databases": {database: {"tables": _TABLES, "queries": _QUERIES}}}


_TABLES: dict[str, Any] = {
    "documents": {
        "label_column": "title",
        "description": "页面。搜索框查三个字以上的词；一两个字的词用查询 find。",
        "columns": {"doc": "路径", "reference_date": "基准日期", "sha256": "所读文字的摘要"},
    },
    "mentions": {
        "label_column": "text",
        "facets": ["type"],
        "description": "人物、机构、地点、数字、日期，每处一行；start 和 end 是在页面文字中的位置。",
        "columns": {
            "name": "同一名称在页面上最完整的写法",
            "bound": "措辞的含义：exact、about、over、under、at_least、at_most、range、several",
            "edtf": "日期（ISO 8601-2）",
            "record": "在 JSON Lines 中的 id",
        },
    },
    "facts": {
        "label_column": "text",
        "facets": ["type"],
        "description": "职务与引语。",
        "columns": {"person": "任职者", "speaker": "说话人", "direct": "1 为直接引语，0 为转述"},
    },
    "unread": {"label_column": "text", "description": "没有取作数字或日期的数词，以及作此决定的规则。"},
    **{view: {"facets": facets} for view, facets in {"names": ["type"], "figures": ["unit"], "quotes": []}.items()},
}

_QUERIES: dict[str, Any] = {
    "find": {"title": "查词", "description": "含有一个词的页面；词可以是一个字、两个字或更长。", "sql": _FIND},
    "figures_about": {"title": "关于……的数字", "description": "所在句中有这个词的数字。", "sql": _FIGURES},
}
