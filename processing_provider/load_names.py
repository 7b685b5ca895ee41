"""Algorithm *Load place names*: a dump of GeoNames or a file of GNS in, a list that the place search knows out."""

from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)

from ..qgis_support.translation import counted, tr
from .algorithm import IncidentAlgorithm, Parameters, stop_if_cancelled


class LoadNames(IncidentAlgorithm):
    """`loadnames`."""

    INPUT, ALTERNATE_NAMES = "INPUT", "ALTERNATE_NAMES"

    def name(self) -> str:
        return "loadnames"

    def displayName(self) -> str:
        return tr("Load place names")

    def shortDescription(self) -> str:
        return tr("Adds a country file of GeoNames or GNS to the names that the place search knows.")

    def tags(self) -> List[str]:
        return tr("gazetteer,geonames,gns,nga,names,places,import").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Reads GeoNames' file of a country (LY.zip or LY.txt), with the rows of its alternate names beside it or "
            "in the same zip, or a file of NGA's GEOnet Names Server (GNS) in its older or its newer layout, and keeps "
            "it in this QGIS profile. Every place box, algorithm and expression then knows these names too; what the "
            "bundled gazetteer has already gets their spellings.\n\n"
            "Nothing is fetched from a network: get LY.zip from GeoNames (CC BY 4.0; print 'Place names: GeoNames') or "
            "the country file from GNS (public domain) first. Places outside the box round Libya, roads, countries and "
            "features of the sea floor are left out and counted.\n\n"
            "The same content is not read twice. A newer file of the same publisher and country takes the place of the "
            "older one. A file that is broken is refused as a whole, with the line that is wrong."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        kinds = tr("Lists of place names (*.zip *.txt);;All files (*)")
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("File of place names"), fileFilter=kinds),
            tr("LY.zip or LY.txt of GeoNames, or a country file of GNS; which it is, the first line tells."),
        )
        self.add(
            QgsProcessingParameterFile(self.ALTERNATE_NAMES, tr("Alternate names"), fileFilter=kinds, optional=True),
            tr("GeoNames' alternateNamesV2 of the country (alternatenames/LY.zip on its server), for names in Arabic "
               "and other spellings."),
            is_optional=True,
        )
        for name, label in (
            ("PLACES", tr("Places in the list")), ("NAMES", tr("Names in the list")),
            ("OUTSIDE", tr("Places outside the box round Libya")), ("UNUSED", tr("Features that are no places")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))
        self.addOutput(QgsProcessingOutputString("SHA256", tr("Checksum of what was read")))

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..qgis_support.place_names import place_names

        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        alternate = self.parameterAsFile(parameters, self.ALTERNATE_NAMES, context)

        def tell(share: float) -> None:
            stop_if_cancelled(feedback)
            feedback.setProgress(100 * share)

        loaded = place_names().files.load(path, Path(alternate) if alternate else None, tell)
        about = loaded.stored.about
        if loaded.was_known:
            feedback.pushInfo(tr("This content was loaded on {day} already.").format(day=about.loaded_on))
        feedback.pushInfo(
            tr("{title}: {places} with {names}, {source}.").format(
                title=about.title, source=about.source,
                places=counted("{number} place", "{number} places", int(about.places)),
                names=counted("{number} name", "{number} names", int(about.names)),
            )
        )
        return {
            "PLACES": int(about.places), "NAMES": int(about.names), "SHA256": about.sha256,
            "OUTSIDE": int(about.outside), "UNUSED": int(about.unused),
        }

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Parameters:
        """What hangs on the names lives in the main thread, where QGIS runs this."""
        from ..qgis_support.place_names import place_names

        place_names().follow_lists()
        return {}
