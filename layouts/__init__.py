"""Printed sheets: what a period holds, laid out on A4 and written as PDF, PNG or SVG."""
