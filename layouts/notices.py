"""What the reader is told of what was taken away."""

from ..model.language import counted, listed
from ..model.redaction import Places, Redaction
from ..qgis_support.translation import tr


def redaction_notice(redaction: Redaction) -> str:
    """One sentence that names all that is withheld."""
    places = {
        Places.KEPT: "",
        Places.GRID: tr("places are rounded to a grid of {degrees}°").format(degrees=f"{redaction.grid_degrees:g}"),
        Places.DISTRICT: tr("places are rounded to their district"),
    }[redaction.places]
    parts = (
        places,
        redaction.delay_hours and counted(
            "records of the last {number} hour are withheld", "records of the last {number} hours are withheld",
            redaction.delay_hours,
        ),
        redaction.hides_sources and tr("sources are not named"),
        redaction.leaves_no_texts and tr("summaries, notes and quotations are left out"),
    )
    return tr("Redacted: {what}.").format(what=listed(filter(None, parts), ";"))
