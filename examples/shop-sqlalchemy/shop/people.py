"""Customers and staff are people: joined inheritance. Teams and staff point at each other."""

import enum

from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, String, func, text
from sqlalchemy.orm import relationship

from shop.base import Base, Document, Key, Numbered, Timed


class Role(enum.Enum):
    seller = "seller"
    packer = "packer"
    buyer = "buyer"


class Person(Numbered, Timed, Base):
    __tablename__ = "people"
    __table_args__ = (
        Index("ix_people_email_lower", func.lower(text("email")), unique=True),
        {"comment": "customers and staff"},
    )

    kind = Column(String(20), nullable=False)
    name = Column(String(200), nullable=False)
    email = Column(String(200), nullable=False, comment="unique, whatever its case")
    settings = Column(Document, nullable=False, server_default=text("'{}'"))

    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "person"}


class Customer(Person):
    __tablename__ = "customers"

    id = Column(Key, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    newsletter = Column(Boolean, nullable=False, server_default=text("false"))
    addresses = relationship("Address", back_populates="customer")
    orders = relationship("Order", back_populates="customer")

    __mapper_args__ = {"polymorphic_identity": "customer"}


class Staff(Person):
    __tablename__ = "staff"

    id = Column(Key, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    role = Column(Enum(Role, name="staff_role"), nullable=False)
    team_id = Column(Key, ForeignKey("teams.id"), index=True)
    team = relationship("Team", foreign_keys=[team_id], back_populates="members")

    __mapper_args__ = {"polymorphic_identity": "staff"}


class Team(Numbered, Base):
    __tablename__ = "teams"

    name = Column(String(80), nullable=False, unique=True)
    # The circle: a team has a lead, who is staff, who has a team.
    lead_id = Column(Key, ForeignKey("staff.id", use_alter=True), index=True)
    lead = relationship("Staff", foreign_keys=[lead_id], post_update=True)
    members = relationship("Staff", foreign_keys=[Staff.team_id], back_populates="team")


class Address(Numbered, Base):
    __tablename__ = "addresses"

    customer_id = Column(Key, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True)
    street = Column(String, nullable=False)
    city = Column(String, nullable=False)
    country = Column(String(2), nullable=False)
    customer = relationship("Customer", back_populates="addresses")
