"""The partnership's yearly report: gathered from the rooms, written by people, agreed, published and sent."""
