"""zhibiao (指标): reads budget performance goal tables and says which targets nobody can check."""

__version__ = "0.1.0"
