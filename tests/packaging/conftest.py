from pathlib import Path

import pytest
from package import build


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    """The zip as `make package` builds it."""
    return build(tmp_path_factory.mktemp("package"))
