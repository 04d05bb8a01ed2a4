"""The demo as a WSGI application, for a server that listens on loopback."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")
application = get_wsgi_application()
