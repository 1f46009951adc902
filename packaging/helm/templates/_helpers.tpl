{{- define "wadi.labels" -}}
app.kubernetes.io/name: wadi
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "wadi.metadata" -}}
name: {{ .root.Release.Name }}-{{ .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "wadi.labels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- /* What all pods have: nothing of the cluster's API, and a read-only root file system. */ -}}
{{- define "wadi.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
# Wadi drains for up to 10 s.
terminationGracePeriodSeconds: 20
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  # Native libraries are unpacked here and run from here.
  - name: tmp
    emptyDir: {sizeLimit: 128Mi}
  # Copies of GeoIP databases.
  - name: data
    emptyDir: {sizeLimit: 512Mi}
  {{- with .root.Values.kafka.existingSecret }}
  - name: kafka
    secret: {secretName: {{ . }}}
  {{- end }}
{{- end }}

{{- define "wadi.container" -}}
name: {{ .component }}
image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
resources:
  {{- toYaml .resources | nindent 2 }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: data, mountPath: /var/lib/wadi}
  {{- if .root.Values.kafka.existingSecret }}
  - {name: kafka, mountPath: /etc/wadi/kafka, readOnly: true}
  {{- end }}
  {{- if .networks }}
  - {name: networks, mountPath: /networks, readOnly: true}
  {{- end }}
startupProbe:
  exec: {command: [/opt/wadi/packaging/health.sh, live]}
  periodSeconds: 5
  failureThreshold: 36
livenessProbe:
  exec: {command: [/opt/wadi/packaging/health.sh, live]}
  periodSeconds: 15
  timeoutSeconds: 5
readinessProbe:
  exec: {command: [/opt/wadi/packaging/health.sh, ready]}
  periodSeconds: 15
  timeoutSeconds: 10
env:
  - name: WADI_KAFKA_BROKERS
    value: {{ .root.Values.kafka.brokers | quote }}
  {{- if .root.Values.kafka.existingSecret }}
  - name: WADI_KAFKA_CLIENT_PROPERTIES
    value: /etc/wadi/kafka/client.properties
  {{- end }}
  - name: WADI_TOPIC_PARTITIONS
    value: {{ .root.Values.stores.partitions | quote }}
  - name: WADI_HTTP_HOST
    value: {{ .host | quote }}
  - name: WADI_HTTP_PORT
    value: {{ .port | quote }}
  - name: WADI_HTTP_USER
    valueFrom: {secretKeyRef: {name: {{ .root.Values.http.existingSecret }}, key: user}}
  - name: WADI_HTTP_PASSWORD
    valueFrom: {secretKeyRef: {name: {{ .root.Values.http.existingSecret }}, key: password}}
  {{- if .networks }}
  - name: WADI_NETWORKS_LIST
    value: /networks/networks.csv
  {{- end }}
  {{- if .database }}
  - name: WADI_DATABASE_URL
    value: {{ .root.Values.database.url | quote }}
  - name: WADI_DATABASE_USER
    value: {{ .root.Values.database.user | quote }}
  - name: WADI_DATABASE_PASSWORD
    valueFrom: {secretKeyRef: {name: {{ .root.Values.database.existingSecret }}, key: password}}
  {{- end }}
  {{- range $name, $value := .root.Values.settings }}
  - name: {{ $name | upper | replace "." "_" | replace "-" "_" }}
    value: {{ $value | quote }}
  {{- end }}
{{- end }}

{{- define "wadi.restricted" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "wadi.confined" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}
