"""What the plugin begins with: the first source, the language of sheets, and where files are looked for."""

from pathlib import Path
from typing import Dict

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QLabel, QWidget

from ..model.language import LANGUAGES
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .editors import TextLine
from .field import Field


class StartOptions(QGroupBox):
    """A group of the options page; what is used later than this is remembered in its place, as always."""

    def __init__(self) -> None:
        super().__init__(tr("To begin with"))
        self.source, self.sheet_language = TextLine(), QComboBox()
        self.source.setToolTip(tr("The source that the next record begins with."))
        for code, name in LANGUAGES.items():
            self.sheet_language.addItem(name, code)
        self.sheet_language.setToolTip(tr("The language of titles, legends and names on the next sheet or pack."))
        self.folders: Dict[str, QgsFileWidget] = {}
        self._fields: Dict[str, Field] = {}
        self._form = QFormLayout(self)
        self._add(tr("Sour&ce"), self.source, self.source)
        self._add(tr("Language of s&heets"), self.sheet_language, self.sheet_language)
        for name, caption, words in (
            ("last_folder", tr("Folder of cas&efiles"), tr("Where casefiles and tables are looked for.")),
            ("basemap_folder", tr("Folder of &basemaps"), tr("Where basemaps from files are looked for.")),
            ("pack_folder", tr("Folder of &packs"), tr("Where the next pack is proposed to be.")),
        ):
            folder = self.folders[name] = QgsFileWidget()
            folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
            folder.setToolTip(words)
            folder.lineEdit().setAccessibleName(caption.replace("&", ""))
            self._fields[name] = Field(folder)
            self._add(caption, self._fields[name], folder)
            folder.fileChanged.connect(lambda _, name=name: self._judge(name))

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.source.setText(settings.source)
        self.sheet_language.setCurrentIndex(max(0, self.sheet_language.findData(settings.language_of_sheets)))
        for name, folder in self.folders.items():
            folder.setFilePath(getattr(settings, name))

    def values(self) -> Dict[str, str]:
        """The settings by name; a folder that is not there is left as it was. Another source has no day yet."""
        folders = {name: folder.filePath().strip() for name, folder in self.folders.items() if self._judge(name)}
        source, last = self.source.text().strip(), Settings.load()
        return {
            "source": source, "published": last.published if source == last.source else "",
            "sheet_language": self.sheet_language.currentData(), **folders,
        }

    def _judge(self, name: str) -> bool:
        """Whether the folder is there, or none is given; else that is told beside the field."""
        path = self.folders[name].filePath().strip()
        is_good = not path or Path(path).is_dir()
        sentence = tr("There is no folder {path}; choose one, or the one before stays.").format(path=path)
        self._fields[name].set_fault("" if is_good else sentence)
        return is_good

    def _add(self, caption: str, editor: QWidget, buddy: QWidget) -> None:
        label = QLabel(caption)
        label.setBuddy(buddy)
        self._form.addRow(label, editor)
