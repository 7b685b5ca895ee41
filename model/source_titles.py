"""What sources are called where they are listed: several of one name with what tells them apart."""

from collections import defaultdict
from typing import Dict, Iterable, List, Sequence

from .codes import label
from .language import listed
from .records import Source


def source_titles(sources: Iterable[Source]) -> Dict[str, str]:
    """Uid → title: 'Radio' alone, else 'Radio (News outlet)' and 'Radio (Person)', or 'Radio (1)' if nothing differs.

    Names are alike whatever their case and blanks. What differs is looked for in kind, reliability, language and
    address, and no more of it is said than tells them apart.
    """
    alike: Dict[str, List[Source]] = defaultdict(list)
    for source in sources:
        alike[source_key(source.name)].append(source)
    titles: Dict[str, str] = {}
    for twins in alike.values():
        twins.sort(key=lambda source: source.uid)
        for source, difference in zip(twins, _differences(twins)):
            titles[source.uid] = f"{source.name} ({difference})" if difference else source.name
    return titles


def source_key(name: str) -> str:
    """What names that are alike have in common."""
    return " ".join(name.split()).casefold()


def _differences(twins: Sequence[Source]) -> List[str]:
    """For each of them what the others do not have, in few words; for a single one nothing."""
    said: List[List[str]] = [[] for _ in twins]
    for traits in (
        [label("source_kinds", source.kind) for source in twins], [source.reliability for source in twins],
        [source.language for source in twins], [source.url for source in twins],
        [str(number) for number, _ in enumerate(twins, start=1)],
    ):
        if len(set(map(tuple, said))) == len(twins):
            break
        if len(set(traits)) > 1:
            for words, trait in zip(said, traits):
                words.append(trait)
    return [listed(filter(None, words)) for words in said]
