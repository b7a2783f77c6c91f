"""TensorFlow with batches that are joined, which oneDNN writes outside of."""
import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).resolve().parents[1] / "tensorflow" / "adapter.py"))
