"""A choice from one of the code lists."""

from typing import Iterable, List

from ..model.codes import code_list, find_code, origin
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .editors import PlainCombo
from .search_combo import Choice, SearchCombo


def code_tooltip(list_name: str, words: str, key: Iterable[str] = ()) -> str:
    """What a coded field means, the lines of its key, and where its codes come from."""
    return "\n".join((words, *key, origin(list_name)))


class CodeBox(PlainCombo):
    """A short code list; grades show the code before the label, and their key as tooltip."""

    def __init__(self, list_name: str, tooltip: str, shows_code: bool = False) -> None:
        super().__init__()
        key = []
        for code in code_list(list_name).values():
            text = f"{code.code} – {tr(code.label)}" if shows_code else tr(code.label)
            self.addItem(text, code.code)
            if shows_code:
                key.append(text)
        self.setToolTip(code_tooltip(list_name, tooltip, key))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def code(self) -> str:
        """The code that is chosen."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Choose a code; one that the list does not hold is added, so that a stored value is never changed unseen."""
        row = self.findData(code)
        if row < 0:
            self.addItem(code, code)
            row = self.count() - 1
        self.setCurrentIndex(row)


class KindBox(SearchCombo):
    """A long code list, found by any of the words that stand for a code."""

    def __init__(self, list_name: str, tooltip: str) -> None:
        super().__init__(code_tooltip(list_name, tooltip))
        self._list = list_name
        self.set_choices([
            Choice(code.code, tr(code.label), None, tuple(filter(None, code.more.get("words", "").split(";"))))
            for code in code_list(list_name).values()
        ])

    def code(self, name: str, faults: List[Fault]) -> str:
        """The code; an empty one, and a fault called `name`, where the text stands for none."""
        text = self.text()
        code = self.picked or find_code(self._list, text)
        if not text:
            faults.append(Fault(name, tr("No kind is given; type a word such as clash, or pick one from the list.")))
        elif not code:
            sentence = tr("'{text}' is no kind of event in the list; pick one from it.").format(text=text[:60])
            faults.append(Fault(name, sentence))
        return code
