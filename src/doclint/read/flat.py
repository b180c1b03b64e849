"""What headings say on a page that has lost their levels.

"Body" below "Response" is a body that comes back. Where all headings stand side by side, it may as
well be one that is sent: then the page does not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from doclint.model.page import Section
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_EITHER = ("header", "body", "request")
_BACK = frozenset(("response", "response_header", "error", "status"))


def flattened(context: Context, before: Iterable[Section], vocabulary: Vocabulary) -> Context:
    """A context without where members belong, if a heading about responses came before."""
    if context.where not in _EITHER or "request" in context.roles:
        return context
    titles = (section.heading.text for section in before if section.heading)
    back = any(_BACK & set(vocabulary.roles(title)) for title in titles)
    return replace(context, where=None) if back else context
