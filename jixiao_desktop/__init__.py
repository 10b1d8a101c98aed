"""jixiao: offline filing of budget performance, filled once and used everywhere."""

__version__ = "0.1.0"
