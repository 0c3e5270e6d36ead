"""Sales by day

Revision ID: r1712b9cea21
Revises: 
Create Date: 2023-03-16 10:21:00

"""
import sqlalchemy as sa
from alembic import op

revision = "r1712b9cea21"
down_revision = None
branch_labels = ("reporting",)
depends_on = ("d4f3c5a7b804",)


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE VIEW sales AS
            SELECT o.created_at, i.product_id, SUM(i.quantity * p.price) AS amount
            FROM orders o JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id
            GROUP BY o.created_at, i.product_id
        """)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW sales")
