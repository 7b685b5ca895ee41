from contextlib import suppress

from qgis.core import QgsProject

from libya_incident_mapper.qgis_support.project_title import titled


def test_a_project_is_what_it_was_when_its_files_have_their_title(qgis_app):
    project = QgsProject()
    metadata = project.metadata()
    metadata.setAuthor("Ann Analyst")
    metadata.setTitle("Of her own")
    project.setMetadata(metadata)
    project.setDirty(False)
    with suppress(OSError), titled(project, "A week"):
        assert (project.metadata().title(), project.metadata().author()) == ("A week", "")
        raise OSError
    assert (project.metadata().title(), project.metadata().author()) == ("Of her own", "Ann Analyst")
    assert not project.isDirty()
