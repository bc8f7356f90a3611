{{ config(materialized='incremental', incremental_strategy='append', table_type='iceberg') }}
select id, machine, cast(temperature as double) as temperature
from {{ ref('readings') }}
where batch = {{ var('batch', 1) }}
