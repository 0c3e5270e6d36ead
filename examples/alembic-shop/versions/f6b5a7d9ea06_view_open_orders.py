"""Open orders as a view

Revision ID: f6b5a7d9ea06
Revises: e5a4b6c8d905
Create Date: 2023-01-13 10:06:00

"""
import sqlalchemy as sa
from alembic import op

revision = "f6b5a7d9ea06"
down_revision = "e5a4b6c8d905"
branch_labels = None
depends_on = None


def upgrade():
    # SQLite rebuilds tables, which views are in the way of.
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE VIEW open_orders AS
            SELECT o.id, c.email, o.status
            FROM orders o JOIN customers c ON c.id = o.customer_id
            WHERE o.status <> 'shipped' AND c.email NOT LIKE '%@test.example'
        """)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW open_orders")
