"""What GDAL can only be told by an option, for as long as it is wanted and in this thread alone."""

from contextlib import contextmanager
from typing import Iterator


@contextmanager
def gdal_option(name: str, value: str) -> Iterator[None]:
    """Whatever this thread opens meanwhile goes by the option."""
    from osgeo import gdal

    gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(name, None)
