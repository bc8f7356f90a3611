{{ config(
    materialized='incremental', incremental_strategy='merge', unique_key='id', table_type='iceberg',
    partitioned_by=['day(read_at)', 'bucket(machine, 4)'], on_schema_change='append_new_columns'
) }}
select id, machine, cast(temperature as double) as temperature, cast(read_at as timestamp(6)) as read_at
    {% if var('checked', false) %}, cast(batch as integer) as checked_in {% endif %}
from {{ ref('readings') }}
where batch = {{ var('batch', 1) }}
