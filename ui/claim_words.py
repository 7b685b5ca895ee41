"""What each source of a record says, and what several of them do not agree on."""

from functools import partial
from typing import Callable, Dict, List, Sequence, Tuple

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.direction import isolated, quoted
from ..model.language import listed
from ..model.records import Claim
from ..model.stances import is_drawn
from ..qgis_support.translation import tr
from .count_box import count_in_words
from .record_words import actor_in_words


def claims_in_words(claims: Sequence[Claim], name_of: Callable[[Claim], str]) -> str:
    """One line for each matter on which they differ, and who denies it; nothing for one claim."""
    if len(claims) < 2:
        return ""
    lines: List[str] = []
    matters: List[Tuple[str, Callable[[Claim], str]]] = [(tr("place"), lambda claim: isolated(claim.place_text))]
    for field, caption in (("killed", tr("killed")), ("wounded", tr("wounded")), ("vehicles", tr("vehicles"))):
        matters.append((caption, partial(_count_of, field)))
    for caption, words_of in matters:
        told: Dict[str, List[str]] = {}
        for claim in claims:
            if words_of(claim):
                told.setdefault(words_of(claim), []).append(isolated(name_of(claim)))
        if len(told) > 1:
            both = listed((f"{words} ({listed(names)})" for words, names in told.items()), ";")
            lines.append(tr("They differ on {field}: {values}.").format(field=caption, values=both))
    deniers = [isolated(name_of(claim)) for claim in claims if not is_drawn(claim.stance)]
    if deniers:
        lines.append(tr("Denied by {names}.").format(names=listed(deniers)))
    return "\n".join(lines)


def claim_in_words(claim: Claim, registry: ActorRegistry, source: str) -> str:
    """All that a claim says: 'al-Naba 141, B3, Claims, killed 5, “…”'; source: the name of its source."""
    counts = ((tr("killed"), claim.killed), (tr("wounded"), claim.wounded), (tr("vehicles"), claim.vehicles))
    return listed(filter(None, (
        isolated(source), isolated(actor_in_words(claim.claimant, registry)) if claim.claimant else "", claim.grade,
        label("stances", claim.stance), claim.published.isoformat() if claim.published else "",
        *(f"{caption} {count.written()}" for caption, count in counts if count.written()),
        isolated(claim.place_text), quoted(claim.quote) if claim.quote else "", isolated(claim.notes),
    )))


def _count_of(field: str, claim: Claim) -> str:
    count = getattr(claim, field)
    return count_in_words(count) if count.is_known else ""
