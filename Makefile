# What can be done here; every target makes the machine ready by itself.
.PHONY: help setup demo run test plain-rooms qgis-rooms windows matrix services guide package i18n bench clean qt6-names
.DEFAULT_GOAL := help

PLAIN := build/venv-plain/bin/python
QGIS := HOME=$(CURDIR)/build/home XDG_RUNTIME_DIR=$(CURDIR)/build/home QT_QPA_PLATFORM=offscreen build/venv/bin/python

# Whatever is not a plain room's test needs QGIS; so nothing is left out when a folder is added.
plain_tests := $(wildcard tests/model tests/geocoding tests/reading tests/exchange tests/tools tests/test_*.py)
packaging := tests/packaging
qgis_tests := $(filter-out $(plain_tests) tests/window tests/packaging tests/qt6 tests/%.py,$(patsubst %/,%,$(wildcard tests/*/)))

# On other releases: 3.40/windows and so on, the longest parts first.
VERSIONS := 3.22 3.40 3.44
elsewhere := $(foreach part,qgis-rooms windows plain-rooms,$(VERSIONS:=/$(part)))
.PHONY: $(elsewhere)

help:
	@echo "make demo     set up, then casefile, project and sheet from the example, in build/demo"
	@echo "make run      QGIS in a clean profile with the plugin and the demo casefile"
	@echo "make test     all tests on this machine's QGIS"
	@echo "make matrix   the tests on QGIS 3.22, 3.40 and 3.44, and the Qt 6 names (needs root); \`make 3.40/windows\` is one part of it"
	@echo "make services the tests of online look-ups against a real Nominatim on this machine"
	@echo "make guide    the guide's pictures in all languages, made anew in a real QGIS window; \`$(PLAIN) tools/guide_pictures.py --check\` finds stale ones"
	@echo "make package  the zip for the plugin site, checked, in build"
	@echo "make i18n     what is not translated, or no longer used; \`$(PLAIN) tools/translations.py missing fr\` prints the lines"
	@echo "make bench    the benchmarks"
	@echo "make clean    remove what was built"

setup:
	@tools/setup.sh

demo: setup
	@tools/demo.sh

run: setup
	@tools/run.sh

test: setup
	$(PLAIN) -m ruff check .
	! $(PLAIN) -c "import qgis" 2>/dev/null
	@$(MAKE) --no-print-directory --keep-going plain-rooms qgis-rooms windows

# The parts that the matrix runs too, with another Python. Windows are QGIS's own processes: what starts them is plain
# Python, and pytest-qgis, where there is one, would open a QGIS of its own.
plain-rooms:
	$(PLAIN) -m pytest -q -p no:pytest_qgis $(plain_tests)

# Without QGIS's own exit, because what a failed test still holds would be freed after it, and crash (seen on 3.22).
qgis-rooms:
	$(QGIS) -m pytest -q --qgis_disable_exit $(qgis_tests)

windows:
	$(PLAIN) -m pytest -q -p no:pytest_qgis tests/window $(packaging)

matrix: qt6-names $(elsewhere)

qt6-names: setup
	@tools/matrix.sh

$(elsewhere): setup
	@tools/matrix.sh $(@D) $(@F)

services: setup
	@tools/services.sh

guide: setup
	@$(PLAIN) tools/guide_pictures.py

package: setup
	@$(PLAIN) tools/package.py

i18n: setup
	@$(PLAIN) tools/translations.py

bench: setup
	@tools/bench.sh

clean:
	rm -rf build _vendor
