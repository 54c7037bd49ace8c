# One stage builds, and each service has a small image of its own:
#
#   docker build --target ingest -t fangzhi-ingest .         (and extraction, query)
#
# The images run as user 10001 with a read-only root file system; only ingest and query use a disk, the store's
# directory /var/lib/fangzhi. Each has the client too, for health checks and for a look from within.
FROM docker.io/library/debian:bookworm-slim AS build
WORKDIR /src
COPY deploy/install_packages.sh deploy/packages.txt deploy/
RUN deploy/install_packages.sh deploy/packages.txt && rm -rf /var/lib/apt/lists/*
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY protos protos
COPY common common
COPY services services
COPY deploy/build.sh deploy/
# The compiler's results are kept from one build of the image to the next.
RUN --mount=type=cache,target=/root/.cache/ccache FANGZHI_TESTS=OFF deploy/build.sh
# The programs without symbols, and the packages of the libraries that they load.
RUN install -D -s -t /out/bin build/bin/fangzhi-ingest build/bin/fangzhi-extraction build/bin/fangzhi-query \
      build/bin/fangzhi \
    && mkdir debian && printf 'Source: fangzhi\n' >debian/control \
    && dpkg-shlibdeps -O --ignore-missing-info build/bin/fangzhi* \
      | sed 's/^shlibs:Depends=//; s/([^)]*)//g; s/,/\n/g' | tr -d ' ' | sort -u >/out/packages.txt

FROM docker.io/library/debian:bookworm-slim AS runtime
COPY --from=build /out/packages.txt /tmp/
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive xargs -a /tmp/packages.txt apt-get install -y -qq --no-install-recommends >/dev/null \
    && rm -rf /var/lib/apt/lists/* /tmp/packages.txt \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin fangzhi \
    && install -d -o fangzhi -g fangzhi /var/lib/fangzhi
USER 10001
ENV FANGZHI_LISTEN_ADDRESS=0.0.0.0 FANGZHI_STORE=/var/lib/fangzhi/fangzhi.db FANGZHI_LOG_FORMAT=json
STOPSIGNAL SIGTERM

FROM runtime AS ingest
COPY --from=build /out/bin/fangzhi /out/bin/fangzhi-ingest /usr/local/bin/
VOLUME /var/lib/fangzhi
EXPOSE 50051
ENTRYPOINT ["fangzhi-ingest"]

FROM runtime AS extraction
COPY --from=build /out/bin/fangzhi /out/bin/fangzhi-extraction /usr/local/bin/
EXPOSE 50052
ENTRYPOINT ["fangzhi-extraction"]

FROM runtime AS query
COPY --from=build /out/bin/fangzhi /out/bin/fangzhi-query /usr/local/bin/
VOLUME /var/lib/fangzhi
EXPOSE 50053
ENTRYPOINT ["fangzhi-query"]
