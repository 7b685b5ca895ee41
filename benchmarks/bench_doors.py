"""How fast the doors to the geocoder are: describing points, the search bar while typing, Geocode places by report."""

import random
import sys
import time
from statistics import median, quantiles

from qgis.core import QgsApplication, QgsFeature, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from libya_incident_mapper.geocoding.describing import Describer
from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint, bearing_and_distance
from libya_incident_mapper.geocoding.grids import write_mgrs
from libya_incident_mapper.processing_provider.geocode_places import GeocodePlaces
from libya_incident_mapper.qgis_support.place_names import place_names
from libya_incident_mapper.ui.locator_filter import found_places

POINTS, ROWS, REPORTS, TYPED = 5_000, 20_000, 4_000, 60
CHANCE = random.Random(20180724)


def main() -> None:
    """Print all figures."""
    application = QgsApplication([], False)
    application.initQgis()
    describing()
    typing()
    geocoding()
    application.exitQgis()


def describing() -> None:
    """Random points of the box round Libya: time, and whether the words lead back."""
    geocoder = default_geocoder()
    describer = Describer(geocoder)
    points = [(CHANCE.uniform(19.5, 34.0), CHANCE.uniform(9.4, 25.2)) for _ in range(POINTS)]
    describer.describe(*points[0])
    started = time.perf_counter()
    described = [describer.describe(*point) for point in points]
    seconds = time.perf_counter() - started
    print(f"describe: {POINTS / seconds:,.0f} points a second")
    led_back = placed = 0
    for point, words in zip(points, described):
        if words.place_id:
            placed += 1
            location = geocoder.locate(words.text)
            if location.is_placed:
                apart = bearing_and_distance(GeoPoint(location.lat, location.lon), GeoPoint(*point))[1]
                led_back += apart <= location.radius_m
    print(f"of {placed} with a settlement, {led_back} are covered by what their words are located to (aim: all)")
    started = time.perf_counter()
    for point in points:
        write_mgrs(*point)
    print(f"MGRS: {POINTS / (time.perf_counter() - started):,.0f} references a second")


def typing() -> None:
    """Every beginning of some names, letter by letter, as the search bar asks for them."""
    places = CHANCE.sample(load_gazetteer(), TYPED)
    texts = [name[:end] for place in places for name in (place.name, place.name_ar) for end in range(2, len(name) + 1)]
    times = []
    for text in dict.fromkeys(texts):
        started = time.perf_counter()
        list(found_places(text))
        times.append(1000 * (time.perf_counter() - started))
    print(f"search bar, {len(times)} beginnings: median {median(times):.1f} ms, 99th percentile "
          f"{quantiles(times, n=100)[-1]:.1f} ms, longest {max(times):.1f} ms")


def geocoding() -> None:
    """A table of many reports, each row alone and then by report."""
    places = load_gazetteer()
    layer = QgsVectorLayer("None?field=report:string&field=place:string", "table", "memory")
    features = []
    for number in range(ROWS):
        feature = QgsFeature(layer.fields())
        text = CHANCE.choice(places).name
        distance = CHANCE.randint(5, 90)
        feature.setAttributes([f"r{number % REPORTS}", text if number % 2 else f"{distance} km south of {text}"])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    for more in ({}, {"GROUP_FIELD": "report"}):
        place_names.cache_clear()  # a geocoder that remembers nothing
        algorithm, context = GeocodePlaces(), QgsProcessingContext()
        algorithm.initAlgorithm()
        parameters = {"INPUT": layer, "FIELD": "place", "OUTPUT": "TEMPORARY_OUTPUT", **more}
        started = time.perf_counter()
        results, is_done = algorithm.run(parameters, context, QgsProcessingFeedback(False))
        seconds = time.perf_counter() - started
        if not is_done:
            sys.exit("Geocode places failed")
        print(f"Geocode places, {ROWS} rows {'by report' if more else 'alone'}: {ROWS / seconds:,.0f} rows a second; "
              f"{results['FOUND']} found, {results['AMBIGUOUS']} ambiguous, {results['UNKNOWN']} unknown")


if __name__ == "__main__":
    main()
