"""What all tables share: names of constraints, types that both databases know, mixins."""

import enum

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Enum,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import declarative_base, declarative_mixin, declared_attr

Base = declarative_base(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)

# SQLite numbers rows by itself only where the key is an INTEGER.
Key = BigInteger().with_variant(Integer(), "sqlite")
Document = JSONB().with_variant(JSON(), "sqlite")


class Words(TypeDecorator):
    """A list of texts: an array, or JSON where there are no arrays."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(String()))
        return dialect.type_descriptor(JSON())


class Currency(enum.Enum):
    EUR = "EUR"
    CHF = "CHF"
    GBP = "GBP"


# One type of the server for several tables.
currency = Enum(Currency, name="currency", metadata=Base.metadata)


@declarative_mixin
class Timed:
    """When a row was made and changed."""

    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.current_timestamp())
    updated_at = Column(DateTime(timezone=True))


@declarative_mixin
class Numbered:
    """A key that the server counts."""

    @declared_attr
    def id(cls):
        return Column(Key, primary_key=True, comment="counted by the server")
