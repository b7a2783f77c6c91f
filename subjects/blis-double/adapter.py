"""blis in float64."""
import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).resolve().parents[1] / "blis" / "adapter.py"))
