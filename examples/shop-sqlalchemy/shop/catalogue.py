"""What is sold."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import backref, relationship

from shop.base import Base, Document, Key, Numbered, Timed, Words, currency

product_tags = Table(
    "product_tags",
    Base.metadata,
    Column("product_id", Key, ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", Key, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Category(Numbered, Base):
    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    parent_id = Column(Key, ForeignKey("categories.id"))
    name = Column(String(80), nullable=False)
    children = relationship("Category", backref=backref("parent", remote_side="Category.id"))


class Tag(Numbered, Base):
    __tablename__ = "tags"

    name = Column(String(40), nullable=False, unique=True)


class Product(Numbered, Timed, Base):
    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("weight > 0", name="weight"),
        Index(
            "ix_products_on_sale",
            "category_id",
            "name",
            postgresql_where=text("withdrawn = false"),
            sqlite_where=text("withdrawn = false"),
        ),
        Index("ix_products_facts", "facts", postgresql_using="gin"),
        {"comment": "what is sold, or was: 100 % of it"},
    )

    category_id = Column(Key, ForeignKey("categories.id"), nullable=False, index=True)
    number = Column(String(20), nullable=False, unique=True)
    name = Column(String(200), nullable=False)
    description = Column(Text, nullable=False, server_default="")
    search_words = Column(Words)
    facts = Column(Document)
    weight = Column(Numeric(8, 3), comment="in kg")
    withdrawn = Column(Boolean, nullable=False, server_default=text("false"))
    category = relationship("Category")
    tags = relationship("Tag", secondary=product_tags)
    prices = relationship("Price", back_populates="product")


class Price(Numbered, Base):
    __tablename__ = "prices"
    __table_args__ = (
        UniqueConstraint("product_id", "currency", "valid_from"),
        CheckConstraint("amount >= 0", name="amount"),
    )

    product_id = Column(Key, ForeignKey("products.id", ondelete="CASCADE"), nullable=False)
    currency = Column(currency, nullable=False)
    amount = Column(Numeric(12, 2), nullable=False)
    valid_from = Column(Date, nullable=False)
    product = relationship("Product", back_populates="prices")


class Image(Numbered, Base):
    __tablename__ = "images"

    product_id = Column(Key, ForeignKey("products.id", ondelete="CASCADE"), nullable=False, index=True)
    file = Column(String, nullable=False)
    place = Column(Integer, nullable=False, server_default="0")


class Review(Numbered, Timed, Base):
    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("product_id", "customer_id"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )

    product_id = Column(Key, ForeignKey("products.id", ondelete="CASCADE"), nullable=False)
    customer_id = Column(Key, ForeignKey("customers.id"), nullable=False, index=True)
    stars = Column(Integer, nullable=False)
    words = Column(Text)
