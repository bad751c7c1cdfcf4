"""Celery: a nudge for work that already lies in the database, and a beat that only ticks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inmp_portal.settings")
app = Celery("inmp_portal", task_cls="inmp_portal.lib.tasks:PortalTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
