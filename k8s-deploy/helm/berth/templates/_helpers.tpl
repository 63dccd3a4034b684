{{- define "berth.name" -}}
{{- if contains "berth" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-berth" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "berth.selector" -}}
app.kubernetes.io/name: berth
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "berth.labels" -}}
{{ include "berth.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "berth.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "berth.domain" -}}
{{ include "berth.name" . }}-members.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end }}

{{- /* The names of all members, as each pod of a StatefulSet has one. */}}
{{- define "berth.memberHosts" -}}
{{- $hosts := list }}
{{- range $i := until (int .Values.members.replicas) }}
{{- $hosts = append $hosts (printf "%s-%d.%s" (include "berth.name" $) $i (include "berth.domain" $)) }}
{{- end }}
{{- join "," $hosts }}
{{- end }}

{{- define "berth.checked" -}}
{{- if and (gt (int .Values.members.replicas) 1) (empty .Values.journal.cassandra.hosts) }}
{{- fail (printf "members.replicas is %d, and several members need one journal: set journal.cassandra.hosts" (int .Values.members.replicas)) }}
{{- end }}
{{- end }}
