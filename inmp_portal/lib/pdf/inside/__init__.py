"""What only the child imports: WeasyPrint, its fonts, and what is done to it there."""
