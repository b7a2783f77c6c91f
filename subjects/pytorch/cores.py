"""What is known of NVIDIA's tensor cores: how many products one adds at once."""
import sys

import torch

# By compute capability, of 16 bits: arXiv 2512.07004 and arXiv 2511.10909. The first that is not newer counts.
products_at_once = {(9, 0): 16, (8, 0): 8, (7, 0): 4}
# In terms of these.
share = {"bfloat16": 1, "float16": 1, "tf32": 1 / 2, "float8": 2}


def gpu():
    """The card's name. Ends the program in one sentence where there is none."""
    if not torch.cuda.is_available():
        sys.exit("PyTorch sees no GPU: this subject wants one of NVIDIA's, its driver, and a PyTorch built for CUDA.")
    return torch.cuda.get_device_name()


def fused_sums(operands):
    """The claim `fusedSums` of products of such operands on this card."""
    capability = torch.cuda.get_device_capability()
    terms = next(terms for first, terms in products_at_once.items() if capability >= first)
    return int(terms * share[operands])
