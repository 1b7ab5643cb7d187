"""From a `Document` to what somebody reads: records, JSON Lines, tables, the schema. It knows the model alone.

Tables need Rich, which is slow to import: whoever wants one imports `extractor.writing.table` himself.
"""

from extractor.writing.jsonl import write_jsonl
from extractor.writing.records import records
from extractor.writing.schema import json_schema

__all__ = ["json_schema", "records", "write_jsonl"]
