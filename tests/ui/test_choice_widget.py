"""The choices of the algorithms as QGIS's own dialogues make them: words to read, codes for scripts."""

import sys

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterString,
)

from libya_incident_mapper.model import language
from libya_incident_mapper.processing_provider.provider import IncidentMapperProvider

WORDS = {
    ("exportsheet", "ORIENTATION"): {"ar": ["أفقي", "عمودي"], "fr": ["Paysage", "Portrait"]},
    ("exportsheet", "LANGUAGE"): {"ar": ["English", "العربية", "Français"], "fr": ["English", "العربية", "Français"]},
    ("exportfilm", "STEP"): {"ar": ["يوم", "أسبوع", "شهر"], "fr": ["Jour", "Semaine", "Mois"]},
    ("exportatlas", "BY"): {"ar": ["يوم", "الطرف", "المنطقة"], "fr": ["Jour", "Acteur", "District"]},
}


@pytest.fixture(scope="module")
def wrappers(qgis_app):
    """QGIS's factory of widgets for parameters, from its own plugin."""
    sys.path.append(f"{QgsApplication.pkgDataPath()}/python/plugins")
    from processing.gui import wrappers

    yield wrappers
    sys.path.pop()


@pytest.fixture(params=["ar", "fr"])
def spoken(request):
    with language.speaking(request.param):
        provider = IncidentMapperProvider()
        provider.refreshAlgorithms()
    return request.param, provider


def test_choices_are_read_in_the_language_and_written_as_codes(wrappers, spoken):
    code, provider = spoken
    for (algorithm, name), words in WORDS.items():
        parameter = provider.algorithm(algorithm).parameterDefinition(name)
        wrapper = wrappers.WidgetWrapperFactory.create_wrapper(parameter, None)
        box = wrapper.widget
        assert [box.itemText(index) for index in range(box.count())] == words[code]
        assert wrapper.parameterValue() == parameter.defaultValue() == parameter.options()[0]
        for index, option in enumerate(parameter.options()):
            wrapper.setParameterValue(option, QgsProcessingContext())
            assert box.currentIndex() == index and wrapper.parameterValue() == option


def test_a_model_may_take_a_choice_from_its_inputs(wrappers, spoken, qtbot):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    model = QgsProcessingModelAlgorithm()
    model.addModelParameter(QgsProcessingParameterString("HOW", "How"), QgsProcessingModelParameter("HOW"))
    dialog = ModelerParametersDialog(spoken[1].algorithm("exportsheet").create(), model)
    qtbot.addWidget(dialog)
    wrapper = dialog.widget.widget.wrappers["PLACES"]
    assert wrapper.value() == "kept"
    source = QgsProcessingModelChildParameterSource.fromModelParameter("HOW")
    wrapper.setValue(source)
    assert wrapper.value() == source and wrapper.widget.currentText() not in ("", wrapper.widget.itemText(0))


def test_every_choice_among_codes_has_words(spoken):
    _, provider = spoken
    for algorithm in provider.algorithms():
        for parameter in algorithm.parameterDefinitions():
            if parameter.type() == "enum" and parameter.usesStaticStrings():
                assert set(parameter.metadata()["widget_wrapper"]["words"]) == set(parameter.options())
