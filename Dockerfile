# The same steps as ./portal: install the locked set and Pango, collect the static files, serve.
FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 STATIC_ROOT=/srv/static STATIC_COMPRESSED=1 PATH=/srv/portal/.venv/bin:$PATH
WORKDIR /srv/portal

# What changes rarely first: the environment is rebuilt only when a lock changes.
COPY portal requirements*.lock ./
COPY inmp_portal/__init__.py inmp_portal/
COPY inmp_portal/boot inmp_portal/boot
# --build-arg OPTIONS=--options adds S3, Sentry and Prometheus.
ARG OPTIONS=
RUN ./portal setup $OPTIONS && rm -rf /var/lib/apt/lists/* /root/.cache

COPY . .
# Collecting needs no secret: this one step runs as a demonstration, the image's processes as what their environment says.
RUN PORTAL_INSTANCE=demonstration python -m inmp_portal.boot.instance.collecting \
    && useradd --system --create-home --uid 10001 portal && install -d -o portal -g portal var
ENV PORTAL_SETUP=no
USER portal
VOLUME /srv/portal/var
EXPOSE 8000
CMD ["gunicorn", "-c", "python:inmp_portal.boot.serving.web", "--bind", "0.0.0.0:8000", "--workers", "4"]
