"""Personal home page and instance pages."""

urlpatterns: list = []
