# The portal for a server; its database stands beside it (docker-compose.yml).

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY web ./web
RUN npm run build

FROM golang:1.26-bookworm AS program
# The image pins its own Go; when that is older than go.mod asks for, fetch the one that fits.
ENV GOTOOLCHAIN=auto
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/web/dist ./web/dist
ARG REVISION=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X cchc/internal/config.revision=${REVISION}" -o /cchc ./cmd/cchc

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin cchc
COPY --from=program /cchc /usr/local/bin/cchc
USER cchc
ENV CCHC_ADDR=0.0.0.0:8080 TZ=Asia/Ho_Chi_Minh
EXPOSE 8080
# Asks the portal itself, which answers once the database does and the schema is current.
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=4 \
    CMD ["cchc", "check", "--ready", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["cchc"]
CMD ["serve"]
