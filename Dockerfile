# CPU:  docker build -t listing-studio .
# CUDA: docker build -t listing-studio:cuda --build-arg EXTRAS=web,video,tables,render,diffusion \
#         --build-arg TORCH=https://download.pytorch.org/whl/cu130 .
# Run:  docker run -p 7860:7860 -v studio:/data listing-studio --host 0.0.0.0 --auth /data/people.txt
FROM python:3.11-slim

ARG EXTRAS=web,video,tables
ARG TORCH=

ENV PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1 PIP_EXTRA_INDEX_URL=${TORCH} \
    STUDIO_WEIGHTS=/data/weights STUDIO_CACHE=/data/cache STUDIO_JOURNAL=/data/journal/journal.sqlite3

WORKDIR /studio
COPY . .
# hadolint ignore=DL3013
RUN pip install ".[${EXTRAS}]" && useradd --create-home --uid 1000 studio && mkdir /data && chown 1000 /data

USER 1000
VOLUME /data
EXPOSE 7860
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/health')"]
ENTRYPOINT ["studio", "serve", "--library", "/data/library"]
