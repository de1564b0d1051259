"""CultDip Desktop: planning and reporting of cultural diplomacy for Viet Nam's missions abroad."""

__version__ = "0.5.0"
