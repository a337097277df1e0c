# One image, one process: the server, the built front ends and an embedded Postgres in the data volume.
# With DATABASE_URL set the embedded one stays unused.
FROM node:24-slim AS manifests
WORKDIR /parley
COPY package.json package-lock.json ./
COPY apps/server/package.json apps/server/
COPY apps/widget/package.json apps/widget/
COPY apps/console/package.json apps/console/
COPY apps/storefront/package.json apps/storefront/
COPY packages/contracts/package.json packages/contracts/
COPY packages/sdk/package.json packages/sdk/
COPY packages/engine/package.json packages/engine/
COPY packages/kit/package.json packages/kit/
COPY packages/ui/package.json packages/ui/

FROM manifests AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN node tools/build.ts

FROM manifests AS dependencies
RUN npm ci --omit=dev --no-audit --no-fund \
      --workspace apps/server --workspace apps/storefront \
      --workspace packages/contracts --workspace packages/sdk --workspace packages/engine

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 PARLEY_DATA=/data
WORKDIR /parley
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /parley/node_modules node_modules
COPY package.json LICENSE ./
COPY apps/server apps/server
COPY packages/contracts packages/contracts
COPY packages/sdk packages/sdk
COPY packages/engine packages/engine
COPY extensions extensions
COPY --from=build /parley/apps/widget/dist apps/widget/dist
COPY --from=build /parley/apps/console/dist apps/console/dist
COPY --from=build /parley/apps/storefront/dist apps/storefront/dist
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Time for the embedded Postgres to write everything down: docker stop -t 30.
STOPSIGNAL SIGTERM
CMD ["node", "apps/server/src/main.ts"]
