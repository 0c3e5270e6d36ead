"""What lies where."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String

from shop.base import Base, Key, Numbered, Timed


class Warehouse(Numbered, Base):
    __tablename__ = "warehouses"

    name = Column(String(80), nullable=False, unique=True)


class StockLevel(Base):
    __tablename__ = "stock_levels"
    __table_args__ = (CheckConstraint("pieces >= 0", name="pieces"),)

    warehouse_id = Column(Key, ForeignKey("warehouses.id"), primary_key=True)
    product_id = Column(Key, ForeignKey("products.id"), primary_key=True, index=True)
    pieces = Column(Integer, nullable=False, server_default="0")


class StockMove(Numbered, Timed, Base):
    __tablename__ = "stock_moves"
    __table_args__ = (
        ForeignKeyConstraint(
            ["warehouse_id", "product_id"], ["stock_levels.warehouse_id", "stock_levels.product_id"]
        ),
        Index("ix_stock_moves_level", "warehouse_id", "product_id"),
    )

    warehouse_id = Column(Key, nullable=False)
    product_id = Column(Key, nullable=False)
    pieces = Column(Integer, nullable=False)
    reason = Column(String)
