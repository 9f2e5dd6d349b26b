"""A set of criteria as text that an officer can edit: TOML, as `criteria.toml` is written."""

import json
from collections.abc import Mapping
from typing import Any


def written(document: Mapping[str, Any]) -> str:
    """Return a document as TOML; reading it gives the same document."""
    lines = [f"threshold = {document.get('threshold', 0)}", f"about = {_inline(document['about'])}"]
    for one in document["criteria"]:
        lines += ["", "[[criteria]]"]
        lines += [f"{key} = {_value(one[key])}" for key in ("code", "weight", "kind", "text")]
        if one.get("choices"):
            rows = ",\n".join(f"  {_inline(choice)}" for choice in one["choices"])
            lines += [f"choices = [\n{rows},\n]"]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return _inline(value) if isinstance(value, Mapping) else _plain(value)


def _inline(table: Mapping[str, Any]) -> str:
    inner = ", ".join(f"{key} = {_value(value)}" for key, value in table.items())
    return f"{{ {inner} }}"


def _plain(value: Any) -> str:
    """Return a text or a number; a JSON string is a TOML basic string."""
    return json.dumps(value, ensure_ascii=False)
