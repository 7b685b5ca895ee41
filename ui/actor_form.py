"""The form of one actor of the registry."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence

from qgis.gui import QgsColorButton
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from ..model.actor_faults import free_id
from ..model.actor_names import first_arabic
from ..model.actors import Actor, ActorRegistry
from ..model.codes import code_list
from ..model.colours import actor_colour
from ..model.direction import isolated
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .code_box import code_tooltip
from .editors import PlainCombo, TextArea, TextLine
from .field import FaultBoard, Field, SmallLabel
from .known_day import KnownDayEdit

NOBODY = Actor("", "", "", (), "unknown", "Unknown")
"""What the form of a new actor begins with."""


class ActorForm(QWidget):
    """Shows an actor and reads it back; whom others may be taken for is told as names are typed."""

    def __init__(self) -> None:
        super().__init__()
        self._registry = ActorRegistry(())
        self.shown, self._colour = NOBODY, ""
        self.name, self.name_ar, self.short_name, self.id = TextLine(), TextLine(), TextLine(), TextLine()
        self.aliases, self.note = TextArea(), TextArea()
        self.type, self.bloc, self.certainty = PlainCombo(), PlainCombo(), PlainCombo()
        for combo, codes in (
            (self.type, "actor_types"), (self.bloc, "blocs"), (self.certainty, "certainties"),
        ):
            for code in code_list(codes).values():
                combo.addItem(tr(code.label), code.code)
        self.parent_box = ActorBox(tr("The actor that this one is a unit of; empty for none."))
        self.valid_from = KnownDayEdit(tr("First day that it may have existed."))
        self.valid_to = KnownDayEdit(tr("Last day that it may have existed."))
        self.colour, self.usual = QgsColorButton(), QPushButton(tr("Usual colour"))
        self.homonyms = SmallLabel()
        self._tooltips()
        self._layout()
        for line in (self.name, self.name_ar, self.short_name):
            line.textChanged.connect(self._follow_names)
        self.aliases.textChanged.connect(self._follow_names)
        self.colour.colorChanged.connect(self._choose_colour)
        self.usual.clicked.connect(self._choose_usual)
        self.show_actor(None)

    def set_registry(self, registry: ActorRegistry) -> None:
        """Offer the actors of a registry as parents, and compare names with theirs."""
        self._registry = registry
        self.parent_box.set_registry(registry, {actor.actor_id: actor.colour for actor in registry})
        self._follow_names()

    def show_actor(self, actor: Optional[Actor]) -> None:
        """Fill the form; None begins a new actor."""
        self.shown = actor = actor or NOBODY
        self._board.clear()
        self.name.setText(actor.name)
        self.name_ar.setText(actor.name_ar)
        self.short_name.setText(actor.short_name)
        self.aliases.setPlainText("\n".join(alias for alias in actor.aliases if alias != actor.name_ar))
        for combo, code in ((self.type, actor.type), (self.bloc, actor.bloc), (self.certainty, actor.certainty)):
            combo.put_back(code)
        self.parent_box.set_actor(actor.parent_id)
        self.valid_from.set_day(actor.valid_from)
        self.valid_to.set_day(actor.valid_to)
        self.note.setPlainText(actor.note)
        self.id.setText(actor.actor_id)
        self.id.setReadOnly(bool(actor.actor_id))
        self._show_colour(actor.colour)
        self._follow_names()
        self._state = self._kept()

    def is_modified(self) -> bool:
        """Whether anything was typed or chosen since the actor was shown."""
        return self._kept() != self._state

    def actor(self) -> Optional[Actor]:
        """What stands in the form; None, with every fault told, where it cannot be read."""
        faults: List[Fault] = []
        parent_id = self.parent_box.actor_id("parent_id", faults)
        if self.name_ar.text().strip() and not first_arabic((self.name_ar.text(),)):
            faults.append(Fault("name_ar", tr("The Arabic name has no Arabic letters; put it among the aliases.")))
        for name, edit in (("valid_from", self.valid_from), ("valid_to", self.valid_to)):
            if edit.refusal:
                faults.append(Fault(name, edit.refusal))
        self.show_faults(faults)
        return None if faults else replace(self._named(), parent_id=parent_id)

    def show_faults(self, faults: Sequence[Fault]) -> List[Fault]:
        """Tell every fault beside its field, and return those that have none."""
        return self._board.show(faults)

    def _named(self) -> Actor:
        """The actor but for its parent."""
        name, name_ar = self.name.text().strip(), self.name_ar.text().strip()
        aliases = [alias.strip() for alias in self.aliases.toPlainText().splitlines() if alias.strip()]
        if name_ar:
            # Before the other Arabic ones: the first is the Arabic name.
            other = first_arabic(aliases)
            aliases.insert(aliases.index(other) if other else len(aliases), name_ar)
        return replace(
            self.shown, actor_id=self.id.text().strip() or free_id(name, (known.actor_id for known in self._registry)),
            name=name, short_name=self.short_name.text().strip() or name, aliases=tuple(aliases),
            type=self.type.currentData(), bloc=self.bloc.currentData(), certainty=self.certainty.currentData(),
            valid_from=self.valid_from.day(), valid_to=self.valid_to.day(), note=self.note.toPlainText().strip(),
            colour=self._colour,
        )

    def _kept(self) -> List[object]:
        editors = (
            self.name, self.name_ar, self.short_name, self.aliases, self.type, self.bloc, self.certainty, self.note,
            self.id,
        )
        days = self.valid_from.day(), self.valid_to.day()
        return [*(editor.kept() for editor in editors), self.parent_box.text(), *days, self._colour]

    def _follow_names(self) -> None:
        """Who is called the same: told here, and asked for where the name is typed into a record."""
        draft = replace(self._named(), actor_id=self.shown.actor_id)
        words = tr("Not to be confused with {name}, which is called '{spelling}', too; a record asks which is meant.")
        self.homonyms.setText("\n".join(
            words.format(name=isolated(self._registry.get(other).name), spelling=isolated(spelling))
            for other, spelling in self._registry.homonyms(draft).items()
        ))
        self.homonyms.setVisible(bool(self.homonyms.text()))

    def _show_colour(self, colour: str) -> None:
        self._colour = colour
        self.colour.blockSignals(True)
        self.colour.setColor(QColor(colour or code_list("blocs")[NOBODY.bloc].more["colour"]))
        self.colour.blockSignals(False)

    def _choose_colour(self, colour: QColor) -> None:
        self._colour = colour.name()

    def _choose_usual(self) -> None:
        known = self._registry.get(self.shown.actor_id)
        if known is not None and known.bloc == self.bloc.currentData():
            self._show_colour(actor_colour(known, self._registry))
        else:
            # Where it stands in its bloc is known when it is saved; the colour button shows the bloc's own until then.
            self._show_colour(code_list("blocs")[self.bloc.currentData()].more["colour"])
            self._colour = ""

    def _tooltips(self) -> None:
        for editor, words in (
            (self.name, tr("The full name in English.")),
            (self.name_ar, tr("The name in Arabic, as Arabic maps and sheets show it.")),
            (self.short_name, tr("For legends and labels; empty is the full name.")),
            (self.aliases, tr("Further names and spellings in either script, one on each line.")),
            (self.type, code_tooltip("actor_types", tr("What sort of actor it is."))),
            (self.bloc, code_tooltip("blocs", tr("The bloc that it is drawn with."))),
            (self.certainty, code_tooltip("certainties", tr("How sure it is what stands here."))),
            (self.note, tr("What else is to be known of it, such as whom it is not to be confused with.")),
            (self.id, tr("Records refer to it; for a new actor it is made of the name if it is left empty.")),
            (self.colour, tr("The colour of the actor in every layer, legend and sheet of this casefile.")),
            (self.usual, tr("The colour that the actor's bloc gives it.")),
        ):
            editor.setToolTip(words)
        self.colour.setAllowOpacity(False)
        self.colour.setShowNoColor(False)
        # Else Enter in a line would press it.
        self.usual.setAutoDefault(False)

    def _layout(self) -> None:
        colours = QWidget()
        row = QHBoxLayout(colours)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.colour)
        row.addWidget(self.usual)
        row.addStretch(1)
        colours.setFocusProxy(self.colour)
        form = QFormLayout(self)
        fields: Dict[str, Field] = {}
        for name, caption, editor in (
            ("name", tr("&Name"), self.name), ("name_ar", tr("Ara&bic name"), self.name_ar),
            ("short_name", tr("S&hort name"), self.short_name), ("aliases", tr("A&liases"), self.aliases),
            ("type", tr("&Type"), self.type), ("bloc", tr("Bl&oc"), self.bloc),
            ("parent_id", tr("&Parent"), self.parent_box), ("valid_from", tr("Active &from"), self.valid_from),
            ("valid_to", tr("Active &until"), self.valid_to), ("certainty", tr("Certaint&y"), self.certainty),
            ("colour", tr("&Colour"), colours), ("note", tr("Not&e"), self.note), ("id", tr("Identifier"), self.id),
        ):
            fields[name] = Field(editor)
            label = QLabel(caption)
            label.setBuddy(editor)
            editor.setAccessibleName(caption.replace("&", ""))
            form.addRow(label, fields[name])
            if name == "aliases":
                form.addRow("", self.homonyms)
        self._board = FaultBoard(fields)
