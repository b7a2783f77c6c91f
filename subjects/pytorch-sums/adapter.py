"""PyTorch's bfloat16 as Debian has it, held to float32 sums. Its small products have none."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pytorch"))
from layer import serve_layer  # noqa: E402

serve_layer("bfloat16", accumulates="float32")
