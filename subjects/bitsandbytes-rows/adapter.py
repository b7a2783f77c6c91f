"""Linear4bit whose rows begin inside of a block."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bitsandbytes"))
from linear4bit import serve_layers  # noqa: E402

serve_layers("float32", "nf4", more=16)
