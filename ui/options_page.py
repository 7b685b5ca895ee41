"""Our page in QGIS's options: what to begin with, what sheets bear, whether online services may be asked, and how."""

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget, QgsOptionsPageWidget, QgsScrollArea
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..geocoding.services.providers import LANGUAGES, Provider, providers, service_at
from ..model.errors import UnreadableValue
from ..qgis_support.online import online_lookup
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .field import FAULT_COLOUR, SmallLabel
from .mnemonics import give_letters
from .start_options import StartOptions

_LANGUAGE_NAMES = {"en": "English", "ar": "العربية", "fr": "Français", "it": "Italiano"}


class OptionsPage(QgsOptionsPageWidget):
    """Shows the settings and, when told to, applies what was changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("LibyaIncidentOptions")
        self._build()
        self._show(Settings.load())
        self.provider.currentIndexChanged.connect(self._follow_provider)
        self.server.textChanged.connect(self._describe)
        self.allowed.toggled.connect(self._describe)
        self._describe()

    def apply(self) -> None:
        """QGIS calls this when the options are confirmed."""
        online_lookup().set(
            online_allowed="yes" if self.allowed.isChecked() else "",
            online_provider=self.provider.currentData(),
            online_server=self.server.text().strip(),
            online_credential=self.credential.configId(),
            online_language=self.language.currentData(),
        )
        remember(
            organisation=self.organisation.text().strip(), logo=self.logo.filePath().strip(),
            disclaimer=self.disclaimer.text().strip(), **self.start.values(),
        )

    def _build(self) -> None:
        self.allowed = QCheckBox(tr("Allow &online look-ups"))
        self.allowed.setToolTip(tr("Off, nothing is ever sent, and no field has the button that asks."))
        self.provider, self.language = QComboBox(), QComboBox()
        self.provider.setToolTip(tr("Which service is asked for a name that no list on this computer has."))
        for provider in providers().values():
            self.provider.addItem(provider.name, provider.code)
        for code in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[code], code)
        self.server = QLineEdit()
        self.server.setToolTip(tr("Your own or your organisation's server; empty for the public one."))
        self.fault, self.terms = SmallLabel(FAULT_COLOUR), SmallLabel()
        self.terms.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.credential = QgsAuthConfigSelect()
        self.credential.setToolTip(tr("Kept encrypted by QGIS; which ones the service needs is said below."))
        self.language.setToolTip(tr("In which language the service is to name places, as far as it can."))
        self.forget = QPushButton(tr("&Forget earlier answers"))
        self.forget.setToolTip(tr("Deletes the answers of services that are kept in this profile."))
        self.forget.clicked.connect(online_lookup().forget)
        meaning = SmallLabel()
        meaning.setText(tr(
            "Places are found offline. With this switched on, the button and the key in a place field send that one "
            "name, a language and the country code of Libya to the service below, over QGIS's network and proxy. "
            "Nothing is sent while you type, and nothing at any other time; of the report only the name leaves this "
            "computer, but to whoever runs the service it shows what you are looking for, when and from where. "
            "Answers are kept in this profile, so that no question is sent twice."
        ))
        form = QFormLayout()
        form.addRow(tr("&Service"), self.provider)
        form.addRow(tr("Server &address"), self.server)
        form.addRow("", self.fault)
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("Credentials"), self.credential)
        form.addRow("", self.terms)
        self.start = StartOptions()
        inner, scroll = QWidget(), QgsScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        column = QVBoxLayout(inner)
        column.addWidget(self.start)
        column.addWidget(self._sheets())
        column.addWidget(self.allowed)
        column.addWidget(meaning)
        column.addLayout(form)
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        give_letters(self, set())

    def _sheets(self) -> QGroupBox:
        """What every sheet bears."""
        self.organisation, self.disclaimer, self.logo = QLineEdit(), QLineEdit(), QgsFileWidget()
        self.organisation.setToolTip(tr("Who publishes the sheets; printed beside the title."))
        self.disclaimer.setToolTip(tr("Printed in the notes under every page."))
        self.logo.setFilter(tr("Pictures (*.png *.jpg *.jpeg *.svg)"))
        self.logo.setToolTip(tr("A picture printed beside the title; read from its file for every sheet."))
        box = QGroupBox(tr("Sheets"))
        form = QFormLayout(box)
        for caption, editor in (
            (tr("&Organisation"), self.organisation), (tr("Lo&go"), self.logo), (tr("&Disclaimer"), self.disclaimer),
        ):
            label = QLabel(caption)
            label.setBuddy(editor)
            form.addRow(label, editor)
        return box

    def _show(self, settings: Settings) -> None:
        self.start.show_settings(settings)
        self.organisation.setText(settings.organisation)
        self.disclaimer.setText(settings.disclaimer)
        self.logo.setFilePath(settings.logo)
        self.allowed.setChecked(settings.online_allowed == "yes")
        self.provider.setCurrentIndex(max(0, self.provider.findData(settings.online_provider)))
        self.server.setText(settings.online_server)
        self.credential.setConfigId(settings.online_credential)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.online_language)))

    def _chosen(self) -> Provider:
        return providers()[self.provider.currentData()]

    def _follow_provider(self) -> None:
        """Another provider is never asked at the address, nor with the credentials, of the one before."""
        self.server.clear()
        self.credential.setConfigId("")
        self._describe()

    def _describe(self) -> None:
        provider = self._chosen()
        self.server.setPlaceholderText(provider.server)
        self.server.setEnabled(provider.own_server)
        try:
            service_at(provider.code, self.server.text())
            self.fault.setText("")
        except UnreadableValue as error:
            self.fault.setText(str(error))
        self.fault.setVisible(bool(self.fault.text()))
        needs = tr("Needs no credentials, unless your own server does.")
        if provider.registration:
            needs = tr("Needs a basic authentication configuration with {words}.")
            needs = needs.format(words=tr(provider.registration))
        told = tr("Answers bear the words '{attribution}'. Its rules: {terms}")
        told = told.format(attribution=provider.attribution, terms=provider.terms)
        self.terms.setText(f"{needs}\n{told}")
