"""How the units of a layer are written."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def unit_name(unit: int) -> str:
    """What a unit answers, the first being 0: 11 → h₁₂"""
    return "h" + str(unit + 1).translate(_SUBSCRIPTS)
