"""All tables: whoever imports this module knows the whole schema."""

from shop import catalogue, orders, people, stock  # noqa: F401
from shop.base import Base  # noqa: F401
