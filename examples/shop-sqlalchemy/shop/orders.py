"""What is bought."""

import enum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    String,
    text,
)
from sqlalchemy.orm import relationship

from shop.base import Base, Document, Key, Numbered, Timed, currency


class State(enum.Enum):
    open = "open"
    paid = "paid"
    sent = "sent"
    cancelled = "cancelled"


class Coupon(Base):
    __tablename__ = "coupons"

    code = Column(String(20), primary_key=True)
    percent = Column(Integer, CheckConstraint("percent BETWEEN 1 AND 100", name="percent"), nullable=False)
    ends_at = Column(DateTime(timezone=True))


class Order(Timed, Base):
    __tablename__ = "orders"
    __table_args__ = (
        Index(
            "ix_orders_open",
            "customer_id",
            postgresql_where=text("state = 'open'"),
            sqlite_where=text("state = 'open'"),
        ),
    )

    id = Column(Key, Identity(always=True, start=1000), primary_key=True)
    customer_id = Column(Key, ForeignKey("customers.id"), nullable=False, index=True)
    address_id = Column(Key, ForeignKey("addresses.id"), index=True)
    coupon = Column(String(20), ForeignKey("coupons.code", onupdate="CASCADE"), index=True)
    state = Column(Enum(State, name="order_state"), nullable=False, server_default="open")
    currency = Column(currency, nullable=False)
    notes = Column(Document)
    customer = relationship("Customer", back_populates="orders")
    lines = relationship("OrderLine", back_populates="order")


class OrderLine(Base):
    __tablename__ = "order_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    order_id = Column(
        Key,
        ForeignKey("orders.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    )
    product_id = Column(Key, ForeignKey("products.id"), primary_key=True, index=True)
    quantity = Column(Integer, nullable=False)
    price = Column(Numeric(12, 2), nullable=False)
    total = Column(Numeric(14, 2), Computed("quantity * price", persisted=True))
    order = relationship("Order", back_populates="lines")


class Payment(Numbered, Timed, Base):
    __tablename__ = "payments"

    order_id = Column(Key, ForeignKey("orders.id"), nullable=False, index=True)
    # Checked by the database as text: not a type of its own.
    method = Column(
        Enum("card", "transfer", "cash", name="method", native_enum=False, create_constraint=True),
        nullable=False,
    )
    amount = Column(Numeric(12, 2), nullable=False)


class Shipment(Numbered, Timed, Base):
    __tablename__ = "shipments"

    order_id = Column(Key, ForeignKey("orders.id"), nullable=False, index=True)
    packer_id = Column(Key, ForeignKey("staff.id", ondelete="SET NULL"), index=True)
    tracking = Column(String(80), unique=True)
