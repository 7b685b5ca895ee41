import pytest

from libya_incident_mapper.model.actor_names import french_names
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.language import speaking
from libya_incident_mapper.model.location import PlaceState


@pytest.mark.parametrize(("actor_id", "language", "full", "short"), [
    ("unknown_armed", "fr", "Groupe armé non identifié", "Inconnu"),
    ("protesters", "fr", "Manifestants", "Manifestants"),
    ("police", "fr", "Police / ministère de l’Intérieur (non précisé)", "Police"),
    ("lna_166", "fr", "LNA 166 Battalion", "LNA 166"),
    ("protesters", "ar", "متظاهرون", "متظاهرون"),
    ("protesters", "en", "Protesters", "Protesters"),
    ("unknown_armed", "de", "Unidentified armed group", "Unknown"),
])
def test_what_describes_is_told_in_the_language_and_names_stay(actor_id, language, full, short):
    actor = default_actors().get(actor_id)
    with speaking(language):
        assert (actor.told(), actor.told(is_short=True)) == (full, short)


def test_every_french_name_is_one_of_the_registry_and_means_its_actor():
    registry = default_actors()
    english = {name: actor for actor in registry for name in (actor.name, actor.short_name)}
    assert set(french_names()) <= set(english)
    for name, french in french_names().items():
        match = registry.find(french)
        assert (match.state, match.actor) == (PlaceState.FOUND, english[name]), french


@pytest.mark.parametrize("rows", ["Civilians,", "Civilians,Civils\nCivilians,Population"])
def test_a_faulty_list_is_refused(rows, tmp_path, monkeypatch):
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "actors.csv").write_text(f"english,fr\n{rows}\n", "utf-8")
    monkeypatch.setattr("libya_incident_mapper.model.actor_names.RESOURCES", tmp_path)
    with pytest.raises(DataFileError, match="actors.csv"):
        french_names.__wrapped__()
