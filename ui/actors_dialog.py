"""The registry of actors of a casefile: who there is, and the form of the one turned to."""

from typing import Callable, List, Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QShortcut,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..model.actors import ActorRegistry
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .actor_form import ActorForm
from .actor_tree import ActorTree
from .buttons import dialog_buttons, icon_button
from .dock import KeyedPage
from .field import FaultBoard, Field, SmallLabel
from .help import offer_help
from .mnemonics import LetteredDialog


class ActorsDialog(LetteredDialog):
    """A view that tells by signals what was asked for; what is typed stays until it is saved or discarded."""

    save_asked = pyqtSignal(str, object)
    """Id of the actor that is changed, empty for a new one, and the `Actor` that it is to be."""
    delete_asked = pyqtSignal(str)
    merge_asked = pyqtSignal(str, str)
    """Id of the actor that goes, and of the one that takes it up."""
    import_asked = pyqtSignal()
    export_asked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "desk.md#Actors")
        self.setObjectName("LibyaIncidentActors")
        self.setWindowTitle(tr("Actors and colours"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search, self.tree, self.form, self.words = QgsFilterLineEdit(), ActorTree(), ActorForm(), SmallLabel()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Name of an actor"))
        self.search.setAccessibleName(tr("Name of an actor"))
        self.search.setToolTip(tr("Shows the actors whose name or alias has these words (Ctrl+F)."))
        self.page = KeyedPage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        column = QVBoxLayout(self.page)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        column.addWidget(halves, 1)
        column.addWidget(self.words)
        column.addWidget(self._below())
        self.search.textChanged.connect(self.tree.narrow)
        self.tree.turned_to.connect(self._turn_to)
        self.page.find_asked.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._save)
        self._registry = ActorRegistry(())
        self.resize(980, 680)
        self._show_merging(False)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_registry(self, registry: ActorRegistry) -> None:
        """Show these actors; the one in the form stays in it, as it is now, unless something is typed into it."""
        self._registry = registry
        self.tree.show_registry(registry)
        self.tree.narrow(self.search.text())
        self.form.set_registry(registry)
        self.target.set_registry(registry, {actor.actor_id: actor.colour for actor in registry})
        if self.form.is_modified():
            self.tree.turn_to(self.form.shown.actor_id)
        else:
            self.show_actor(self.form.shown.actor_id)

    def show_actor(self, actor_id: str) -> None:
        """Put an actor into the form, or an empty one for an id that nobody has."""
        self.form.show_actor(self._registry.get(actor_id))
        self.tree.turn_to(self.form.shown.actor_id)
        self._show_merging(False)
        for button in (self.delete, self.merge):
            button.setEnabled(bool(self.form.shown.actor_id))

    def tell(self, faults: Sequence[Fault]) -> None:
        """Say why nothing was saved; everything typed stays."""
        self.say(" ".join(fault.sentence for fault in self.form.show_faults(faults)))

    def say(self, words: str) -> None:
        """What became of what was asked for."""
        self.words.setText(words)

    def offer_merge(self) -> None:
        """Ask which other actor is to take the place of the one in the form."""
        self._show_merging(True)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Close, unless something would be lost."""
        if self._is_free():
            super().reject()

    def _left(self) -> QWidget:
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self.add = _button("/symbologyAdd.svg", tr("New &actor"), self._begin)
        self.add.setToolTip(tr("Empties the form for an actor that the registry does not have."))
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        return half

    def _right(self) -> QWidget:
        half, scroll = QWidget(), QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.save = _button("/mActionFileSave.svg", tr("&Save"), self._save)
        self.save.setToolTip(tr("Save the actor (Ctrl+Return)."))
        self.discard = _button("/mActionUndo.svg", tr("&Discard"), lambda: self.show_actor(self.form.shown.actor_id))
        self.discard.setToolTip(tr("Show the actor as it is stored; what was typed goes."))
        self.delete = _button(
            "/mActionDeleteSelected.svg", tr("Delete"), lambda: self.delete_asked.emit(self.form.shown.actor_id)
        )
        self.delete.setToolTip(tr("Deletes an actor that no record and no other actor names; can be undone."))
        self.merge = _button("/mActionMergeFeatures.svg", tr("Mer&ge…"), self.offer_merge)
        self.merge.setToolTip(tr("Let another actor take its place, in all records too."))
        row = QHBoxLayout()
        for button in (self.save, self.discard, self.delete, self.merge):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(row)
        column.addWidget(self._merging())
        return half

    def _merging(self) -> QWidget:
        """The row that asks which actor takes the place of the one in the form."""
        self.target = ActorBox(tr("The actor that takes its place; it gets its names as aliases."))
        self.go = _button("/mActionMergeFeatures.svg", tr("Me&rge"), self._merge)
        self.go.setToolTip(tr("Merges the two actors, in all records too; can be undone."))
        field = Field(self.target)
        self._target_board = FaultBoard({"target": field})
        caption = QLabel(tr("Merge into"))
        self.target.setAccessibleName(tr("Merge into"))
        self.merging = QWidget()
        row = QHBoxLayout(self.merging)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(caption)
        row.addWidget(field, 1)
        row.addWidget(self.go)
        return self.merging

    def _below(self) -> QDialogButtonBox:
        box = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        for icon, text, words, asked in (
            ("/mActionFileOpen.svg", tr("&Import…"), tr("Adds and changes actors from a table; can be undone."),
             self.import_asked.emit),
            ("/mActionSharingExport.svg", tr("E&xport…"), tr("Writes all actors into a table."),
             self.export_asked.emit),
        ):
            button = _button(icon, text, asked)
            button.setToolTip(words)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return box

    def _turn_to(self, actor_id: str) -> None:
        if actor_id == self.form.shown.actor_id:
            return
        if self._is_free():
            self.show_actor(actor_id)
        else:
            self.tree.turn_to(self.form.shown.actor_id)

    def _begin(self) -> None:
        if self._is_free():
            self.show_actor("")
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_free(self) -> bool:
        is_free = not self.form.is_modified()
        self.say("" if is_free else tr("What was typed is not saved yet; save it with Ctrl+Return, or discard it."))
        return is_free

    def _save(self) -> None:
        self.say("")
        actor = self.form.actor()
        if actor is not None:
            self.save_asked.emit(self.form.shown.actor_id, actor)

    def _merge(self) -> None:
        faults: List[Fault] = []
        target = self.target.actor_id("target", faults)
        if not faults and target in ("", self.form.shown.actor_id):
            faults.append(Fault("target", tr("Choose another actor, which is to take its place.")))
        self._target_board.show(faults)
        if not faults and self._is_free():
            self.merge_asked.emit(self.form.shown.actor_id, target)

    def _show_merging(self, is_shown: bool) -> None:
        self.merging.setVisible(is_shown)
        self._target_board.clear()
        self.target.set_key("")


def _button(icon: str, text: str, act: Callable[[], None]) -> QPushButton:
    button = icon_button(QgsApplication.getThemeIcon(icon), text)
    # Else Enter in a line would press it.
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: act())
    return button
